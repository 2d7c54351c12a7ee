from pubnorm.matching.sign_search import SignSearch as SignSearch
